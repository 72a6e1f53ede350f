// Starts the agents' desk in the browser: words, theme, router.
import '@fontsource-variable/inter/index.css';
import '@mantine/core/styles.layer.css';
import './theme/tokens.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { belongsTo, forgetAll, recall, remember } from './api/last-known.js';
import { queryClient, whenKnown } from './api/queries.js';
import { awaitToken } from './api/request.js';
import { router } from './router.js';
import { printLight } from './theme/on-paper.js';
import { theme } from './theme/theme.js';
import { startWords } from './words/words.js';

// The last known queue is on the screen before the desk has said anything.
const recalled = recall();
if (recalled) awaitToken();
whenKnown((me) => {
  if (recalled && recalled.agent.id !== me.agent.id) {
    forgetAll();
    location.reload();
    return;
  }
  belongsTo(me);
});
remember();
await startWords();
printLight();
const root = document.getElementById('root');
if (root) {
  // React listens at its root, and at the body for what hangs there, to whatever there is: each notch of a wheel would go through it
  // six times and more. Nobody asks it for these; who listens to the scroll of one box hears it there.
  for (const place of [root, document.body]) {
    const listen = place.addEventListener.bind(place) as HTMLElement['addEventListener'];
    place.addEventListener = (type: string, ...how: [EventListener]) => {
      if (!/^(?:wheel|scroll|scrollend)$/.test(type)) listen(type, ...how);
    };
  }
  createRoot(root).render(
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
}
