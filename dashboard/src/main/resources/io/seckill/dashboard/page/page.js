const all = document.getElementById("all");
new EventSource("dashboard/stream").addEventListener("sample", event => {
  all.textContent = JSON.stringify(JSON.parse(event.data), null, 2);
});
