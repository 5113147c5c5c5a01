// The one import of a chapter.
@_exported import Datasets
@_exported import Drawing
@_exported import Kernels
@_exported import Networks
@_exported import Tensors
@_exported import Training
