import './shell/mantine-styles.js';
import './shell/app.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followRecord } from './api/live.js';
import { createQueries } from './api/query-client.js';
import { router } from './router.js';
import { cssVariablesResolver, theme } from './theme.js';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id root.');

const queries = createQueries();
followRecord(queries);

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
