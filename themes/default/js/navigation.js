// Scrolls the navigation to the page that is read, where the branch is longer than the screen.
const navigation = document.getElementById("hb:navigation");
const here = navigation?.querySelector(".branch [aria-current]");

if (here) {
  const reveal = () => {
    if (here.offsetTop + here.offsetHeight > navigation.clientHeight) {
      navigation.scrollTop = here.offsetTop - navigation.clientHeight / 2;
    }
  };
  navigation.addEventListener("toggle", reveal);
  reveal();
}
