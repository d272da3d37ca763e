"""`python -m tui` is `tianbao`."""

import sys

from tui.cli import main

sys.exit(main())
