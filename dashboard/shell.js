// Streamlit's phone menu puts groups between a list and its items: without the list, it is read as the links it holds.
// The first look is taken away once the live page has drawn its heading.
new MutationObserver(() => {
  for (const box of document.querySelectorAll('[data-testid=stSidebarNavItems]:not([role]), [data-testid=stSidebarNavItems] li:not([role])')) box.setAttribute('role', 'none');
  if (document.querySelector('#root .stHtml h1')) document.getElementById('td-first')?.remove();
}).observe(document.documentElement, {childList: true, subtree: true});
