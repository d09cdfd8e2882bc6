import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './global.css';
import { DirectionProvider, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { makeQueryClient } from './api/query-client.ts';
import { i18n } from './locales/i18n.ts';
import { startLanguage } from './locales/set-language.ts';
import { makeRouter } from './router.ts';
import { leaveForPasswordChange, leaveForSignIn, showNotAllowed } from './sessions/leave.ts';
import { cssVariables, theme } from './theme.ts';
import { Toasts } from './ui/Toasts.tsx';

const queryClient = makeQueryClient({
  onSessionRequired: () => void leaveForSignIn(router, queryClient),
  onAddressNotAllowed: () => void showNotAllowed(router, queryClient),
  onPasswordChangeRequired: () => void leaveForPasswordChange(router),
});
const router = makeRouter(queryClient);

// Nothing is drawn before its texts are there, so nobody sees another language first.
await startLanguage();

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

createRoot(document.querySelector('#root') as HTMLElement).render(
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <DirectionProvider>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={() => nonce}>
          <Toasts />
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </MantineProvider>
      </DirectionProvider>
    </I18nextProvider>
  </StrictMode>,
);
