/** An e-mail address that breaks before its domain first. */
export function EmailAddress({ value }: { value: string }) {
  const at = value.lastIndexOf('@');
  return (
    <bdi>
      {value.slice(0, at)}
      <wbr />
      {value.slice(at)}
    </bdi>
  );
}
