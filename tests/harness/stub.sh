#!/bin/sh
# Stands in for the program in the tests of the harness.
mkdir -p site/-
echo '<main><p class="text">hello</p></main>' > site/index.html
echo secret > site/-/a
echo "$@ on $HANDBOOK_TODAY in $PWD, in 0.25 s"
echo oops >&2
exit 3
