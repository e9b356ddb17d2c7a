/** As the audit knows whoever runs these commands: nobody of the organization. */
export const operator = (now: Date) =>
  ({ kind: 'user', id: 'operator', name: 'Operator', role: 'OWNER', createdAt: now }) as const;
