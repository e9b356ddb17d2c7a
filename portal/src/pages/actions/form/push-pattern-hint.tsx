/** How the pattern of a push is written. */
export function PushPatternHint() {
  return (
    <>
      How secrets are named, as <code>{'{{ environment }}-{{ project }}-{{ parameter }}'}</code>. It needs{' '}
      <code>{'{{ parameter }}'}</code>, and <code>{'{{ environment }}'}</code> and <code>{'{{ project }}'}</code> where
      the push is about more than one of them. <code>{'{{ push }}'}</code> is the push’s name;{' '}
      <code>{'{{ tag }}'}</code> needs tags.
    </>
  );
}
