"""A matplotlib backend for a machine without display: show() saves each open figure in the working directory and closes it.

Figure.show() saves the figure and leaves it open. It is not saved again when all are shown.
"""
from itertools import count
from os.path import exists

from matplotlib._pylab_helpers import Gcf
from matplotlib.backends import backend_agg


class FigureManager(backend_agg.FigureManager):
    is_saved = False

    def show(self):
        name = next(name for name in map("figure_{}.png".format, count(1)) if not exists(name))
        self.canvas.figure.savefig(name)
        self.is_saved = True


class FigureCanvas(backend_agg.FigureCanvas):
    manager_class = FigureManager


def show(*args, **kwargs):
    for manager in sorted(Gcf.get_all_fig_managers(), key=lambda manager: manager.num):
        if not manager.is_saved:
            manager.show()
        Gcf.destroy(manager.num)
