import type { Fault } from '../../cloud/model.ts';
import { html } from '../../web/html.ts';
import { choice, fields, form, optionGroup, textField } from './form.ts';
import { table } from './table.ts';
import { vaultBlade } from './vault-blade.ts';
import { count } from './words.ts';

const kinds: Record<Fault['kind'], string> = {
  throttle: '429: too many requests',
  unavailable: '503: service unavailable',
  reset: 'Connection is reset',
  delay: 'Answer is late',
};

/** Requests that a fault can be limited to; the API takes every operation, and several. */
const operations = [
  ['', 'All requests'],
  ['list', 'Listing secrets'],
  ['get', 'Reading a secret'],
  ['set', 'Writing a secret'],
  ['delete', 'Deleting a secret'],
  ['recover', 'Recovering a secret'],
] as const;

const shares = [
  ['', 'Every one'],
  ['0.5', 'Half of them, at random'],
  ['0.1', 'One in ten, at random'],
] as const;

/** What is broken, and how to break more. */
export const faultsPage = vaultBlade('faults', (_cloud, vault, path) => {
  const api = `/api${path}`;
  return html`<section class="card">${table(
    'Faults',
    [
      { label: 'What happens', cell: describe },
      { label: 'Requests', cell: ({ operations: limited }) => limited?.join(', ') ?? 'all' },
      { label: 'How many', cell: extent },
      {
        label: 'Actions',
        cell: (fault) =>
          form({
            method: 'DELETE',
            path: `${api}/${fault.id}`,
            back: path,
            done: 'fault-removed',
            submit: 'Remove',
            of: kinds[fault.kind],
            look: 'danger',
          }),
      },
    ],
    vault.faults,
    'Nothing is broken.',
  )}</section>
<section class="card"><h2>Break something</h2>${form({
    method: 'POST',
    path: api,
    back: path,
    done: 'fault-added',
    submit: 'Add fault',
    fields: fields(
      choice('kind', 'What happens', Object.entries(kinds)),
      choice('operations', 'To which requests', operations),
      choice('share', 'To which share of them', shares),
      textField('count', 'To how many', { type: 'number', min: 1, hint: 'Empty: until the fault is removed.' }),
      textField('delay', 'How late, in milliseconds', { type: 'number', min: 0, hint: 'For late answers.' }),
      textField('retryAfter', 'Retry-After, in seconds', {
        type: 'number',
        min: 0,
        hint: 'For 429 and 503. Empty: the answer does not say.',
      }),
      optionGroup('checkbox', 'after', 'When', [
        {
          value: 'true',
          label: 'When the request has been carried out',
          hint: 'Its effect stays, its answer is late or lost. Not for 429: what is throttled is never carried out.',
        },
      ]),
    ),
  })}</section>`;
});

function describe({ kind, delay = 0, retryAfter, after }: Fault): string {
  const parts = [
    kinds[kind],
    kind === 'delay' ? ` by ${delay} ms` : '',
    retryAfter === undefined ? '' : `, Retry-After ${retryAfter} s`,
    after ? ', when it has been carried out' : '',
  ];
  return parts.join('');
}

function extent({ count: left, share }: Fault): string {
  const part = share === undefined ? 'every one' : `${share * 100} % of them`;
  return left === undefined ? `${part}, until removed` : `${part}, ${count(left, 'more request')}`;
}
