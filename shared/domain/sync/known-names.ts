/** Names that exist already, in the vault's spelling and folded (`foldSecretName(toSecretName(name))`). */
export interface KnownNames {
  environments: ReadonlySet<string>;
  projects: ReadonlySet<string>;
}
