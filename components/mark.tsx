/** The mark: three lines that flow into one. Takes the text colour; 16 px and up. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M1.2 2.2C9.4 2.2 6 11.4 14.8 11.4M1.2 6.8c5.4 0 5 4.6 13.6 4.6M1.2 13.8c5 0 5.6-2.4 13.6-2.4" />
    </svg>
  );
}
