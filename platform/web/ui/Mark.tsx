/** The mark of the house: a gate that stands open onto the courtyard. */
export const Mark = ({ size }: { readonly size: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="7" fill="var(--m-accent-solid)" />
    <path d="M7 25V10.5L16 6l9 4.5V25h-5.5v-8.5h-7V25z" fill="var(--m-on-accent)" />
  </svg>
);
