"""Small-industry clusters: from printed tables and surveys to numbers that can be checked, and reports that can be read."""

import lazy_loader

# Each name is imported from its module (see __init__.pyi) when it is first used, so that importing the package costs nothing.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
