import { useEffect, useState } from 'react';

type PhoneNumbers = typeof import('../../contract/phone-number.ts');

let loaded: PhoneNumbers | null = null;

/** What is known of phone numbers: tables that are fetched when a form shows such a field. Null until then. */
export function usePhoneNumbers(): PhoneNumbers | null {
  const [phones, setPhones] = useState(loaded);
  useEffect(() => {
    if (loaded) return;
    void import('../../contract/phone-number.ts').then((module) => {
      loaded = module;
      setPhones(module);
    });
  }, []);
  return phones;
}
