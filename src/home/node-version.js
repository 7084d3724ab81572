// Before `npm start`, in JavaScript that any Node.js understands: an older one would only say that it does
// not know what a .ts file is. npm ci brings a Node.js that is new enough; --omit=dev leaves it out.

const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `watchwhere needs Node.js 24, and this is ${process.versions.node}. Run npm ci once, which brings its own.`,
  );
  process.exit(1);
}
