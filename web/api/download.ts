import { API, type Api, type EndpointName } from '../../contract/api.ts';
import type { Request } from '../../contract/endpoint.ts';
import { fetchAnswer } from './client.ts';

/** Fetches a file that a form would have to ask for, and hands it to the person. Throws `ApiError`. */
export async function download<N extends EndpointName>(name: N, options: Partial<Request<Api[N]>>, file: string): Promise<void> {
  const answer = await fetchAnswer(API[name], options);
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = file;
  link.click();
  URL.revokeObjectURL(address);
}
