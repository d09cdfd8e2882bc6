import { useCombobox } from '@mantine/core';
import { useState } from 'react';

/** A list behind a button, with a field over it that has the focus when it opens and is empty when it closes. */
export function useFindBox({ startsOpen = false } = {}) {
  const [text, setText] = useState('');
  const combobox = useCombobox({
    defaultOpened: startsOpen,
    onDropdownOpen: () => combobox.focusSearchInput(),
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setText('');
    },
  });
  return { combobox, text, setText };
}
