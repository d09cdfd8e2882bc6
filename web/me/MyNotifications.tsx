import { Stack, Switch, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { meQuery, useMe } from '../api/use-me.ts';
import { toast, toastError } from '../ui/toast.tsx';
import { MySection } from './MySection.tsx';
import { saveMe } from './save-me.ts';

/** Which mails I get; each switch counts at once. */
export function MyNotifications() {
  const { t } = useTranslation('me');
  const { notifications } = useMe();
  const { mutate, isPending, variables } = useSwitch();
  return (
    <MySection title={t('notifications.title')} text={t('notifications.text')}>
      <Stack gap="md">
        <Switch
          label={t('notifications.newSignIn')}
          description={t('notifications.newSignInHelp')}
          checked={isPending ? variables : notifications.newSignIn}
          onChange={(event) => isPending || mutate(event.currentTarget.checked)}
        />
        <Text size="sm" c="dimmed">
          {t('notifications.always')}
        </Text>
      </Stack>
    </MySection>
  );
}

function useSwitch() {
  const { t } = useTranslation('me');
  const client = useQueryClient();
  const me = useMe();
  const load = () => client.fetchQuery({ ...meQuery, staleTime: 0 });
  return useMutation({
    mutationFn: async (newSignIn: boolean) => {
      // One switch is the whole part: whatever else changed meanwhile, the last press counts.
      await saveMe({ body: { notifications: { newSignIn } }, seen: me, load, part: () => null });
      return (await load()).notifications.newSignIn;
    },
    onSuccess: (isOn) => toast(t(isOn ? 'notifications.on' : 'notifications.off')),
    onError: (error) => toastError(t('notifications.failed'), error),
  });
}
