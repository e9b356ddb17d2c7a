/** A software bill of materials as CycloneDX has it, as far as it matters. https://cyclonedx.org/docs/1.5/json/ */
export interface BillOfMaterials {
  metadata: { component: { 'bom-ref': string; name: string } };
  components: { 'bom-ref': string; name: string; version: string }[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

/** The bill with those components alone whose `name@version` is given, and with what is said of them. */
export function keepComponents<T extends BillOfMaterials>(bill: T, kept: ReadonlySet<string>): T {
  const components = bill.components.filter(({ name, version }) => kept.has(`${name}@${version}`));
  const refs = new Set([bill.metadata.component['bom-ref'], ...components.map((each) => each['bom-ref'])]);
  return {
    ...bill,
    components,
    dependencies: bill.dependencies
      .filter(({ ref }) => refs.has(ref))
      .map((each) => ({ ...each, dependsOn: each.dependsOn.filter((ref) => refs.has(ref)) })),
  };
}
