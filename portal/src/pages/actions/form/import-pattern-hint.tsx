/** How the pattern of an import is written. */
export function ImportPatternHint() {
  return (
    <>
      What secrets’ names look like, as <code>{'{{ environment }}-{{ project }}-{{ parameter }}'}</code>, or a regular
      expression with named groups, as <code>{'(?P<environment>[^-]+)-(?P<parameter>.+)'}</code>. It is tried while you
      type; only names are read.
    </>
  );
}
