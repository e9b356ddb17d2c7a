/** What a page says after a form has done its work, by the word that its address has for it. */
export const said = {
  'tenant-created': 'The organization is created, with people of every kind.',
  'consent-changed': 'Who may consent is changed.',
  'application-enabled': 'The Enterprise application is enabled.',
  'application-disabled': 'The Enterprise application is disabled: it gets no tokens for this organization any more.',
  'application-removed': 'The Enterprise application is removed. What it was granted points at nobody now.',
  'vault-created': 'The vault is created. Nothing is granted to anybody yet.',
  'vault-deleted': 'The vault is deleted.',
  'secret-set': 'The secret is saved.',
  'secret-deleted': 'The secret is deleted, with all of its versions.',
  'model-changed': 'The access model is changed.',
  'role-assigned': 'The role is assigned.',
  'role-removed': 'The role assignment is removed.',
  'policy-set': 'The access policy is saved.',
  'policy-removed': 'The access policy is removed.',
  'network-changed': 'Who may reach the vault over the network is changed.',
  'fault-added': 'The fault is there, from the next request on.',
  'fault-removed': 'The fault is removed.',
  'counters-reset': 'The counters begin at nothing again.',
} as const;

export type Said = keyof typeof said;

export const isSaid = (word: string | null): word is Said => word !== null && Object.hasOwn(said, word);
