import type { FederatedCredential, PresentApplication } from './application.ts';

/** What an operator should look at and this script leaves alone: other ways to sign in as the application. */
export function remarks(present: PresentApplication, own: FederatedCredential | undefined): string[] {
  const others = present.federatedCredentials.filter(
    ({ issuer, subject }) => own === undefined || issuer !== own.issuer || subject !== own.subject,
  );
  const count = (list: unknown[] | undefined, what: string) =>
    list === undefined || list.length === 0
      ? []
      : [`it has ${list.length} ${what}${list.length === 1 ? '' : 's'}; with a managed identity none is needed`];
  return [
    ...count(present.passwordCredentials, 'client secret'),
    ...count(present.keyCredentials, 'certificate'),
    ...others.map(({ name, subject }) => `${name} (${subject}) may sign in as it, too`),
  ];
}
