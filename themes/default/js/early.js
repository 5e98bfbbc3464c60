// Runs before the first paint: the reader's choice of colours.
try {
  document.documentElement.style.colorScheme = localStorage.getItem("scheme") || "";
} catch {}
