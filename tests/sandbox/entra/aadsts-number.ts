/** The AADSTS number that an SDK's error carries, itself or as the cause of Azure Identity's error. */
export async function aadstsNumber(attempt: Promise<unknown>): Promise<number> {
  const error = await attempt.then(
    (value) => {
      throw new Error(`it succeeded: ${JSON.stringify(value)}`);
    },
    (reason: unknown) => reason,
  );
  const { errorNo, cause } = error as { errorNo?: number | string; cause?: { errorNo?: number | string } };
  const number = errorNo ?? cause?.errorNo;
  if (number === undefined) throw error;
  return Number(number);
}
