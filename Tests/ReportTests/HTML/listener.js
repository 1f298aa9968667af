// Runs before all other scripts of a page: takes down what goes wrong.
const problems = [];
addEventListener("error", event => problems.push(event.message));
addEventListener("unhandledrejection", event => problems.push(String(event.reason)));
for (const kind of ["error", "warn"]) console[kind] = (...words) => problems.push(words.join(" "));
