import { useEffect, useState } from 'react';

async function load() {
  const { isPhoneNumber, phoneNumberIn, shownPhoneNumber } = await import('../../contract/phone-number.ts');
  return { isPhoneNumber, phoneNumberIn, shownPhoneNumber };
}

type PhoneNumbers = Awaited<ReturnType<typeof load>>;

let loaded: PhoneNumbers | null = null;

/** What is known of phone numbers: tables that are fetched when a form shows such a field. Null until then. */
export function usePhoneNumbers(): PhoneNumbers | null {
  const [phones, setPhones] = useState(loaded);
  useEffect(() => {
    if (loaded) return;
    void load().then((numbers) => {
      loaded = numbers;
      setPhones(numbers);
    });
  }, []);
  return phones;
}
