import { idOf } from '../../../api/id-of.ts';
import { environmentIdOf, useEnvironments, useTags } from '../use-tags.ts';

/** The names of tags by their addresses, as `environment / tag`. */
export function TagNames({ urls }: { urls: readonly string[] }) {
  const { data: environments } = useEnvironments();
  const tags = useTags([...new Set(urls.map(environmentIdOf))]);
  const environmentNames = new Map(environments?.map(({ id, name }) => [id, name]));
  const tagNames = new Map(tags.map(({ id, name }) => [id, name]));
  const nameOf = (url: string) =>
    `${environmentNames.get(environmentIdOf(url)) ?? '…'} / ${tagNames.get(idOf(url)) ?? '…'}`;
  return urls.map(nameOf).join(', ');
}
