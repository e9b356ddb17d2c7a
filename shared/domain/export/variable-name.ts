/**
 * The environment variable that a parameter becomes: its name in upper case. Nothing where that is no name of a
 * variable (letters, digits and `_`, no digit first), as POSIX has it:
 * https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap03.html#tag_03_216
 */
export function variableName(parameterName: string): string | undefined {
  // Letters beyond ASCII would not become what they were (`ß`, `ı`): they are no part of such a name anyway.
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(parameterName) ? parameterName.toUpperCase() : undefined;
}
