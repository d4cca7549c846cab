// axios without a network: its requests go to an adapter of our own.
const axios = require('axios');

const adapter = async (config) => {
  if (config.url === '/fail') throw new axios.AxiosError('failed', 'ERR_X', config);
  return {
    data: JSON.stringify({ url: axios.getUri(config), method: config.method, body: config.data ?? null, agent: config.headers.get('X-Agent') }),
    status: config.url === '/missing' ? 404 : 200,
    statusText: 'told',
    headers: new axios.AxiosHeaders({ 'Content-Type': 'application/json' }),
    config,
  };
};
const client = axios.create({ baseURL: 'http://localhost/base/', adapter, headers: { 'X-Agent': 'test' } });
client.interceptors.request.use((config) => ({ ...config, params: { ...config.params, added: [1, 2] } }));
client.interceptors.response.use((response) => ({ ...response, seen: true }));

(async () => {
  const got = await client.get('/a', { params: { q: 'ä ö', n: null, d: new Date(0), o: { k: 1 } } });
  console.log(got.data, got.status, got.seen, got.headers.get('content-type'));
  console.log((await client.post('b', { x: [1, { y: 2 }] })).data);
  console.log((await client.put('c', new URLSearchParams({ a: '1' }))).data);
  const failed = await client.get('/fail').catch((error) => error);
  console.log(axios.isAxiosError(failed), failed.code, failed.message, failed.toJSON().name);
  const controller = new AbortController();
  controller.abort();
  console.log(axios.isCancel(await client.get('/a', { signal: controller.signal }).catch((error) => error)));
  console.log(axios.toFormData({ a: 1, b: [1, 2] }, new URLSearchParams()).toString());
  console.log(axios.mergeConfig({ a: 1, headers: { x: 1 } }, { timeout: 5, headers: { y: 2 } }));
  console.log(axios.HttpStatusCode.ImATeapot, axios.formToJSON(new URLSearchParams('a[b]=1&a[c][]=2')));
})();
