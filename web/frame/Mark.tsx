/** The product's mark: a list on which names are ticked off. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden>
      <rect width="24" height="24" rx="6" fill="var(--mantine-color-petrol-6)" />
      <path
        d="M6 8.2 7.3 9.5 9.8 7M6 15.7 7.3 17l2.5-2.5M13.2 8.3H18M13.2 15.8H18"
        fill="none"
        stroke="#fff"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
