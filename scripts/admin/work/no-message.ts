import { OperatorError } from '../../../shared/operator-error.ts';

export function noMessage(id: string): OperatorError {
  return new OperatorError(
    'message.not-found',
    `There is no message ${id} in this queue.`,
    'list-poison shows what is there; the app or somebody else may have dealt with it.',
  );
}
