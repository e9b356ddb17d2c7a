import { useEffect, useRef, useState } from 'react';
import { ask, useApi } from '../../../api/client.ts';
import { useNotify } from '../../../components/notifications.tsx';
import type { ParameterPlace } from './use-parameter.ts';

/** How long a secret stays in sight, in milliseconds. */
const shownFor = 60_000;

/**
 * The value of a secret in one environment, asked for when somebody wants to see it. It is kept nowhere but in the state of what
 * shows it, and dropped when that is gone, when it is hidden, and after a minute.
 */
export function useReveal({ projectId, parameterId, moment }: ParameterPlace, environmentId: string) {
  const api = useApi();
  const notify = useNotify();
  const [text, setText] = useState<string | null>();
  const [asking, setAsking] = useState(false);
  const request = useRef<AbortController>(null);
  useEffect(() => () => request.current?.abort(), []);
  useEffect(() => {
    if (text === undefined) return;
    const timer = setTimeout(() => setText(undefined), shownFor);
    return () => clearTimeout(timer);
  }, [text]);

  const reveal = async () => {
    const asked = new AbortController();
    const { signal } = asked;
    request.current = asked;
    setAsking(true);
    try {
      const path = { project_pk: projectId, parameter_pk: parameterId };
      const query = { environment: environmentId, ...moment };
      const { results = [] } = await ask(
        api.GET('/api/v1/projects/{project_pk}/parameters/{parameter_pk}/values/', { params: { path, query }, signal }),
      );
      if (!signal.aborted) setText(results[0]?.value ?? null);
    } catch (error) {
      if (!signal.aborted) notify.failure(error);
    } finally {
      if (!signal.aborted) setAsking(false);
    }
  };
  return { text, asking, reveal, hide: () => setText(undefined) };
}
