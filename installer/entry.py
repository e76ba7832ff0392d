"""Start of the packaged terminal; the same as `python -m kiosk`, or as one of its own processes."""

import sys

from kiosk.catalogue import apart

if __name__ == "__main__":
    if sys.argv[1:] == [apart.ARGUMENT]:
        apart.serve(sys.stdin.buffer, sys.stdout.buffer)
        sys.exit()
    from kiosk.__main__ import main

    sys.exit(main())
