import { z } from 'zod';
import type { Person } from '../domain/person.ts';
import { roles } from '../domain/principal.ts';
import type { Row, Rows } from '../ports/rows.ts';
import { listRows } from './every-row.ts';
import { joinKey, keysUnder } from './key.ts';
import { columnsOf, rowShape } from './row-shape.ts';
import { usersTable } from './users-table.ts';

const kind = 'person';
const row = rowShape(1, {
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
  createdAt: z.date(),
  modifiedAt: z.date(),
});

function fromRow(organizationId: string, { values }: Row): Person {
  const { v: _version, ...person } = row.parse(values);
  return { organizationId, ...person };
}

export async function getPerson(rows: Rows, organizationId: string, id: string): Promise<Person | undefined> {
  const found = await rows.get(usersTable, organizationId, joinKey(kind, id));
  return found && fromRow(organizationId, found);
}

/** All people of the organization that were seen, in no order that means anything. */
export function listPeople(rows: Rows, organizationId: string): Promise<Person[]> {
  return listRows(rows, usersTable, organizationId, keysUnder(kind), (each) => fromRow(organizationId, each));
}

export async function putPerson(rows: Rows, { organizationId, ...person }: Person): Promise<void> {
  const rowKey = joinKey(kind, person.id);
  await rows.write(usersTable, organizationId, [
    { kind: 'put', rowKey, values: { ...columnsOf(person), v: 1, ...person } },
  ]);
}
