import { RestError } from '@azure/keyvault-secrets';
import { safeCause } from '../../../shared/adapters/key-vault/safe-cause.ts';
import { describeError } from '../../../shared/log.ts';

test('a response that could not be parsed is not quoted', () => {
  const error = new RestError('Error "…" occurred while parsing the response body - {"value":"a-canary', {
    code: RestError.PARSE_ERROR,
  });
  const cause = safeCause(error);
  expect(cause).toMatchObject({ name: 'RestError', code: 'PARSE_ERROR' });
  expect(JSON.stringify(describeError(cause))).not.toContain('a-canary');
});

test('any other error is kept', () => {
  const error = new RestError('no', { code: 'ECONNRESET' });
  expect(safeCause(error)).toBe(error);
});
