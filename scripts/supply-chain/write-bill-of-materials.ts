import { writeFile } from 'node:fs/promises';
import { billOfMaterials } from './bill-of-materials.ts';

const bill = await billOfMaterials();
await writeFile(new URL('../../sbom.cdx.json', import.meta.url), `${JSON.stringify(bill, null, 2)}\n`);
process.stdout.write(`sbom.cdx.json: ${bill.components.length} components\n`);
