import { useRouter } from '@tanstack/react-router';
import { Suspense } from 'react';

/** What the modules have to say of an organization beside its name. */
export const TenantNotes = ({ code }: { readonly code: string }) => {
  const { modules } = useRouter().options.context;
  return (
    <Suspense fallback={null}>
      {modules.map(({ name, tenantNote: Note }) => (Note === undefined ? null : <Note key={name} code={code} />))}
    </Suspense>
  );
};
