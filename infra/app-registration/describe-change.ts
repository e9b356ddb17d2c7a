import type { Change } from './plan-changes.ts';

/** What a change does, as lines for an operator. */
export function describeChange(change: Change): string[] {
  switch (change.kind) {
    case 'create':
      return [
        'create the application',
        ...Object.entries(change.application).map(([name, value]) => `    ${name}: ${JSON.stringify(value)}`),
      ];
    case 'update':
      return [`${change.property}: ${JSON.stringify(change.present)} → ${JSON.stringify(change.desired)}`];
    case 'add-credential': {
      const { name, issuer, subject, audiences } = change.credential;
      return [`let ${subject} of ${issuer} sign in as it, for ${audiences.join(', ')} (${name})`];
    }
    case 'update-credential':
      return [`audiences of ${change.name}: ${JSON.stringify(change.present)} → ${JSON.stringify(change.desired)}`];
  }
}
