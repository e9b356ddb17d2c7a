import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import { type ProbeAnswers, type ProbeOptions, VaultFault, type VaultFaultCode } from '../../ports/vaults.ts';
import { classifyVaultAnswer } from './classify-vault-answer.ts';
import { readVaultAnswer } from './vault-answer.ts';
import type { VaultClient } from './vault-client.ts';

/** Milliseconds for a whole test, at most. */
const probeTime = 10_000;

/** Refusals of one permission, after which the others are worth asking for. */
const denials: readonly VaultFaultCode[] = [
  'vault.forbidden-by-rbac',
  'vault.forbidden-by-access-policy',
  'vault.forbidden-by-governance-policy',
];

type Answer = 'allowed' | VaultFault;

/**
 * Asks for the five permissions of secrets with a name that cannot exist: who may do something is told "no such
 * secret", who may not "forbidden". At most six requests: the challenge and the list, then one each; five where the
 * tenant is known.
 */
export async function probeVault(
  client: VaultClient,
  { clock, random }: { clock: Clock; random: Random },
  { signal: outer, timeLimit = probeTime, tenantKnown = false, passing = false, expected }: ProbeOptions = {},
): Promise<ProbeAnswers> {
  if (tenantKnown) client.leaveChallengeOut();
  const deadline = new AbortController();
  const done = new AbortController();
  const before = client.responses();
  clock.sleep(Math.min(timeLimit, probeTime), done.signal).then(
    () => deadline.abort(new VaultFault(whyNoAnswer(client, before))),
    () => undefined,
  );
  const signal = outer === undefined ? deadline.signal : AbortSignal.any([outer, deadline.signal]);
  const ask = (send: Parameters<VaultClient['call']>[0]) => answerOf(client.call(send, signal), outer);
  try {
    const list = await askToList(client, clock, ask, signal, expected);
    if (list !== 'allowed' && !denials.includes(list.code)) return { list };

    const name = unusedName(random);
    const version = Buffer.from(random.bytes(16)).toString('hex');
    let get: Answer | undefined;
    const askFor = [
      () => ask((sdk) => sdk.updateSecretProperties(name, version, { enabled: true, abortSignal: signal })),
      () => ask((sdk) => sdk.beginDeleteSecret(name, { abortSignal: signal })),
      () =>
        ask((sdk) =>
          sdk.beginRecoverDeletedSecret(name, {
            abortSignal: signal,
            // The SDK gets the secret before it recovers it, and keeps the answer to itself: it is the probe of get.
            onResponse: ({ request, status, headers, bodyAsText: body }) => {
              if (request.method !== 'GET') return;
              const header = (key: string) => headers.get(key);
              get ??= toAnswer(
                status < 400
                  ? undefined
                  : classifyVaultAnswer(readVaultAnswer({ status, body, header }, clock.now()), undefined),
              );
            },
          }),
        ),
    ];
    const [set, remove, recover] = passing ? await oneByOne(askFor) : await Promise.all(askFor.map((one) => one()));
    return { list, set, delete: remove, recover, ...(get === undefined ? {} : { get }) };
  } finally {
    done.abort();
  }
}

/** By one connection: of thousands of vaults each that is saved counts, and nobody waits for the answer. */
async function oneByOne(asks: readonly (() => Promise<Answer>)[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const one of asks) answers.push(await one());
  return answers;
}

function whyNoAnswer(client: VaultClient, before: number): VaultFaultCode {
  // Our own runs have used the quota up, or somebody else has: nothing is wrong with the vault.
  if (client.governor.waiting > 0) return 'vault.throttled';
  return client.responses() > before ? 'vault.unavailable' : 'network.unreachable';
}

/**
 * A refusal may be due to a token from before the application was removed, disabled or consented to anew: then only a
 * new token tells the cause, so a token that is older than the test is replaced and the list asked for once more.
 */
async function askToList(
  client: VaultClient,
  clock: Clock,
  ask: (send: Parameters<VaultClient['call']>[0]) => Promise<Answer>,
  signal: AbortSignal,
  expected: string | undefined,
): Promise<Answer> {
  const began = clock.now().getTime();
  const list = () =>
    ask((sdk) => sdk.listPropertiesOfSecrets({ abortSignal: signal }).byPage({ maxPageSize: 1 }).next());
  const answer = await list();
  if (answer !== 'allowed' && answer.code === expected) return answer;
  const refused = answer !== 'allowed' && (denials.includes(answer.code) || answer.status === 401);
  return refused && client.tokens.forgetOlderThan(began) ? list() : answer;
}

/** Rejects only when whoever asked for the test gave it up. */
async function answerOf(call: Promise<unknown>, outer: AbortSignal | undefined): Promise<Answer> {
  try {
    await call;
    return 'allowed';
  } catch (error) {
    if (outer?.aborted || !(error instanceof VaultFault)) throw error;
    return toAnswer(error);
  }
}

/** A vault speaks of a secret only to those who may do what they asked for. */
function toAnswer(fault: VaultFault | undefined): Answer {
  return fault === undefined || fault.code.startsWith('secret.') ? 'allowed' : fault;
}

/** 100 characters that nobody else has used; the beginning tells an administrator what is in the vault's log. */
function unusedName(random: Random): string {
  const prefix = 'access-test-';
  return `${prefix}${Buffer.from(random.bytes(44)).toString('hex')}`;
}
