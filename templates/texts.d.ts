// The style sheet and the browser's scripts are bundled as texts: see the rules in wrangler.toml.

declare module "*.css" {
  const text: string;
  export default text;
}

declare module "*.client.js" {
  const text: string;
  export default text;
}
