// Which link to a survey the address names: news of an answer leads to it, wherever on these pages one is.
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

const NAMED = /^link-([0-9a-f-]{36})\.([0-9a-f-]{36})$/;

/** Calls `show` with the survey and the link once for each time they are named; `forget` takes them out of the address. */
export function useNamedLink(show: (named: { surveyId: string; linkId: string }) => void): () => void {
  const navigate = useNavigate();
  const hash = useLocation({ select: (location) => location.hash });
  const latest = useRef(show);
  latest.current = show;
  useEffect(() => {
    const [, surveyId, linkId] = NAMED.exec(hash) ?? [];
    if (surveyId && linkId) latest.current({ surveyId, linkId });
  }, [hash]);
  return () => void (NAMED.test(hash) && navigate({ to: '.', params: true, search: true, hash: '', replace: true }));
}
