import { useQuery } from '@tanstack/react-query';
import { useDesk } from '../desk/use-desk';

/** Sooner than a reader is held to have gone. */
const SAY_EVERY_MS = 20_000;

/** Who else has the case open now. Saying so and asking is one request; a page that is not seen says nothing. */
export function Readers({ caseId }: { readonly caseId: string }) {
  const desk = useDesk();
  const { data } = useQuery({
    queryKey: ['readers', caseId],
    queryFn: async ({ signal }) => (await desk('lookAtCase', { params: { caseId }, signal })).body.others,
    refetchInterval: SAY_EVERY_MS,
    staleTime: SAY_EVERY_MS,
    gcTime: 0,
  });
  if (!data || data.length === 0) return null;
  return (
    <p className="readers">
      <span aria-hidden="true">◉</span> Also looking: {data.map(({ person }) => person).join(', ')}
    </p>
  );
}
