"""A matplotlib backend for a machine without display: show() saves each open figure in the working directory and closes it."""
from itertools import count
from os.path import exists

from matplotlib._pylab_helpers import Gcf
from matplotlib.backends import backend_agg

FigureCanvas = backend_agg.FigureCanvas
FigureManager = backend_agg.FigureManager


def show(*args, **kwargs):
    for manager in Gcf.get_all_fig_managers():
        name = next(name for name in map("figure_{}.png".format, count(1)) if not exists(name))
        manager.canvas.figure.savefig(name)
        Gcf.destroy(manager.num)
