import { z } from 'zod';
import type { Project } from '../domain/configuration.ts';
import type { Stored } from '../domain/stored.ts';
import type { Row, Rows } from '../ports/rows.ts';
import { configurationTable } from './configuration-table.ts';
import { listRows } from './every-row.ts';
import { joinKey, keysUnder } from './key.ts';
import { deleteNamed, insertNamed, type NamedObject, type NamedWriteOptions, replaceNamed } from './named-object.ts';
import { removalWrite } from './removals.ts';
import { columnsOf, rowShape } from './row-shape.ts';

const kind = 'project';
/** The keys of all projects. */
export const projectKeys = keysUnder(kind);
const row = rowShape(1, {
  id: z.string(),
  name: z.string(),
  description: z.string(),
  dependsOnId: z.string().optional(),
  parameterNamePattern: z.string(),
  createdAt: z.date(),
  modifiedAt: z.date(),
});

function toNamed({ organizationId, dependsOnId, ...project }: Project): NamedObject {
  const { id, name, description, parameterNamePattern, createdAt, modifiedAt } = project;
  const own = { v: 1, id, name, description, parameterNamePattern, createdAt, modifiedAt };
  const values = { ...columnsOf(project), ...own };
  return { kind, organizationId, id, name, values: dependsOnId === null ? values : { ...values, dependsOnId } };
}

function fromRow(organizationId: string, { etag, values }: Row): Stored<Project> {
  const { v: _version, dependsOnId = null, ...project } = row.parse(values);
  return { organizationId, dependsOnId, ...project, etag };
}

/** All projects of the organization, in no order that means anything. */
export function listProjects(rows: Rows, organizationId: string): Promise<Stored<Project>[]> {
  return listRows(rows, configurationTable, organizationId, projectKeys, (each) => fromRow(organizationId, each));
}

/** Of a row of the table that is a project; nothing of one that is something else. */
export function projectFromRow(organizationId: string, row: Row): Stored<Project> | undefined {
  const { from, before } = projectKeys;
  return row.rowKey >= from && row.rowKey < before ? fromRow(organizationId, row) : undefined;
}

export async function getProject(rows: Rows, organizationId: string, id: string): Promise<Stored<Project> | undefined> {
  const found = await rows.get(configurationTable, organizationId, joinKey(kind, id));
  return found && fromRow(organizationId, found);
}

/**
 * Returns the etag. Rejects with `object.exists` when the name is taken. Whoever makes it depend on another project
 * gives the structure too (see `structureWrite`).
 */
export function insertProject(rows: Rows, project: Project, options?: NamedWriteOptions): Promise<string> {
  return insertNamed(rows, toNamed(project), options);
}

/**
 * Returns the new etag. Rejects with `object.exists` when the new name is taken, with `RowConflict` when the project
 * or the structure changed. Whoever changes what it depends on gives the structure too.
 */
export function replaceProject(
  rows: Rows,
  project: Project,
  was: Stored<Project>,
  options?: NamedWriteOptions,
): Promise<string> {
  return replaceNamed(rows, toNamed(project), was, options);
}

/**
 * Deletes the project if it is as it was read, leaving a mark that its parameters are still to be removed.
 * Rejects with `RowConflict` when it or the structure changed.
 */
export function deleteProject(rows: Rows, project: Stored<Project>, options: NamedWriteOptions = {}): Promise<void> {
  return deleteNamed(rows, { kind, ...project }, { ...options, also: [removalWrite({ kind, id: project.id })] });
}
