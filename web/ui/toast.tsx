import { Button } from '@mantine/core';
import type { NotificationData } from '@mantine/notifications';
import { i18n } from '../locales/i18n.ts';
import { errorText } from './error-text.ts';
import { areToastsWanted, loadToasts } from './load-toasts.ts';
import classes from './toast.module.css';

const SHOWN_MS = 6_000;

let made = 0;

interface Options {
  /** Takes back what the message tells of. */
  onUndo?: () => void;
}

/** Says at the edge of the page what has happened; for six seconds. */
export function toast(message: string, { onUndo }: Options = {}): void {
  const id = `toast-${++made}`;
  const undo = () => {
    void hide(id);
    onUndo?.();
  };
  void show({
    id,
    autoClose: SHOWN_MS,
    message: (
      <div className={classes.toast}>
        <span>{message}</span>
        {onUndo && (
          <Button size="compact-sm" variant="subtle" onClick={undo}>
            {i18n.t('undo')}
          </Button>
        )}
      </div>
    ),
  });
}

/** Says that an action failed, and why; stays until it is closed. */
export function toastError(title: string, error: unknown): void {
  void show({ title, message: errorText(error), color: 'red', autoClose: false });
}

/** Takes every message away. */
export function clearToasts(): void {
  if (areToastsWanted()) void loadToasts().then(({ notifications }) => notifications.clean());
}

async function show(data: NotificationData): Promise<void> {
  const { notifications } = await loadToasts();
  notifications.show({ withBorder: true, closeButtonProps: { 'aria-label': i18n.t('close') }, ...data });
}

async function hide(id: string): Promise<void> {
  const { notifications } = await loadToasts();
  notifications.hide(id);
}
