import type { Api } from '../../api/client.ts';
import { useChange as useChangeOf } from '../../api/use-change.ts';

/** What every query about the configuration begins with. */
export const configuration = 'configuration';

/** A change of the configuration, after which all that is shown of it is read anew; `said`, `gone`: see there. */
export function useChange<Input, Answer>(
  change: (api: Api, input: Input) => Promise<Answer>,
  said: (input: Input) => string,
  gone?: (input: Input) => string,
) {
  return useChangeOf([configuration], change, said, gone);
}
