/** As infra/bundling.ts bundles it: a stylesheet is a module whose default is its text. */
module.exports = {
  process: (text) => ({ code: `exports.__esModule = true; exports.default = ${JSON.stringify(text)};` }),
};
