import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { routes } from '../../functions/http/routes.ts';
import { openApiDocument } from '../../shared/http/openapi.ts';
import { compareDocuments, missingOperations } from './compare-documents.ts';
import { type Document, operationsOf } from './document.ts';

/** The public v1 contract, where somebody has put it beside the repository. */
const file = join(process.cwd(), '../shared/contract/v1.openapi.json');

const later = {
  explore: 'values are not read from vaults yet, so nobody has to find one',
};

/** Operations of the contract that are left for later, and why. */
const leftForLater: Record<string, string> = {
  'get /api/v1/integrations/explore/': later.explore,
};

/** Differences that no client of the contract can meet, and why. */
const harmless: readonly { line: RegExp; because: string }[] = [
  {
    line: /\/environments\/\{environment_pk\}\/tags\/.* 20[01](\.results\[\])?\.pushes\[\]/,
    because: 'these are pushes to AWS, of which there are none: the list is always empty',
  },
  {
    line: /^post \/api\/v1\/integrations\/azure\/key_vault\/\{akvintegration_pk\}\/pushes\/\{id\}\/sync\/(:| body\.(name|projects|resource|tags): not required)/,
    because: 'a run can be asked for without sending the push back',
  },
  { line: /serviceaccounts\/\{id\}\/.* path id: format/, because: 'every id that we give out is a UUID' },
  {
    line: /^get \/api\/v1\/audit\/.*object_type: enum is .*AzureKeyVaultIntegration/,
    because: 'the audit knows kinds of objects that the contract has no name for; clients read them as unknown',
  },
  {
    line: /^get \/api\/v1\/audit\/ query action: enum is .*"ping".*"read"/,
    because: 'two more words can be asked for; in answers the action is any text',
  },
  {
    line: /\/webhooks\/.*event_types\[\]: enum is .*integration_status_changed/,
    because: 'there are events that the contract has no name for; nobody is told one that was not asked for',
  },
  {
    line: /^(post|put) \/api\/v1\/webhooks\/.* body\.organization: not required/,
    because: 'a webhook can only be of the own organization',
  },
  {
    line: /^get \/api\/v1\/integrations\/azure\/key_vault\/ query ordering: enum/,
    because: 'an ordering that does not exist is refused',
  },
];

const found = existsSync(file);
if (!found) process.stderr.write(`The contract is not compared: there is no ${file}\n`);

(found ? describe : describe.skip)('our OpenAPI document and the contract file', () => {
  const contract: Document = found ? JSON.parse(readFileSync(file, 'utf8')) : { paths: {} };
  const ours: Document = JSON.parse(JSON.stringify(openApiDocument(routes, 'https://service.example', '1.0.0')));

  test('differ in nothing that a client could notice', () => {
    const differences = compareDocuments(contract, ours);
    expect(differences.filter((line) => !harmless.some((known) => known.line.test(line)))).toEqual([]);
    const outdated = harmless.filter((known) => !differences.some((line) => known.line.test(line)));
    expect(outdated).toEqual([]);
  });

  test('have the same operations, but for those that are left for later', () => {
    const missing = missingOperations(contract, ours).filter((name) => !Object.hasOwn(leftForLater, name));
    expect(missing).toEqual([]);
  });

  test('list nothing as left for later that the contract does not have', () => {
    const known = operationsOf(contract);
    expect(Object.keys(leftForLater).filter((name) => !known.has(name))).toEqual([]);
  });
});
