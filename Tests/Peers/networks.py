"""The networks of the four documents, dropout adjustable, and their starting values from the formula."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F

import formula


class FashionDNN(nn.Module):
    """Document 003, section 3.2.2."""

    def __init__(self, dropout=0.25):
        super().__init__()
        self.fc1 = nn.Linear(784, 256)
        self.drop = nn.Dropout2d(dropout)
        self.fc2 = nn.Linear(256, 128)
        self.fc3 = nn.Linear(128, 10)

    def forward(self, images):
        out = F.relu(self.fc1(images.view(-1, 784)))
        # Document 003 puts its Dropout2d here; on a matrix it warns, so at 0 it is left out.
        out = self.drop(out) if self.drop.p > 0 else out
        return self.fc3(F.relu(self.fc2(out)))


class FashionCNN(nn.Module):
    """Document 003. Its printed model has no activation between the dense layers; `rectified` adds them."""

    def __init__(self, dropout=0.25, rectified=False):
        super().__init__()
        self.rectified = rectified
        self.layer1 = nn.Sequential(
            nn.Conv2d(1, 32, 3, padding=1), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d(2, 2)
        )
        self.layer2 = nn.Sequential(nn.Conv2d(32, 64, 3), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(2))
        self.fc1 = nn.Linear(64 * 6 * 6, 600)
        self.drop = nn.Dropout2d(dropout)
        self.fc2 = nn.Linear(600, 120)
        self.fc3 = nn.Linear(120, 10)

    def forward(self, images):
        activation = F.relu if self.rectified else (lambda x: x)
        out = self.layer2(self.layer1(images)).flatten(1)
        out = activation(self.fc1(out))
        out = self.drop(out) if self.drop.p > 0 else out
        return self.fc3(activation(self.fc2(out)))


class AlexNet(nn.Module):
    """Documents 000 and 001."""

    def __init__(self, dropout=0.5):
        super().__init__()
        self.dropout = dropout
        self.conv1 = nn.Sequential(nn.Conv2d(1, 96, 11, 4), nn.ReLU(), nn.MaxPool2d(3, 2))
        self.conv2 = nn.Sequential(nn.Conv2d(96, 256, 5, 1, 2), nn.ReLU(), nn.MaxPool2d(3, 2))
        self.conv3 = nn.Sequential(nn.Conv2d(256, 384, 3, 1, 1), nn.ReLU())
        self.conv4 = nn.Sequential(nn.Conv2d(384, 384, 3, 1, 1), nn.ReLU())
        self.conv5 = nn.Sequential(nn.Conv2d(384, 256, 3, 1, 1), nn.ReLU(), nn.MaxPool2d(3, 2))
        self.fc1 = nn.Linear(256 * 6 * 6, 4096)
        self.fc2 = nn.Linear(4096, 4096)
        self.fc3 = nn.Linear(4096, 10)

    def forward(self, images):
        out = self.conv5(self.conv4(self.conv3(self.conv2(self.conv1(images))))).flatten(1)
        out = F.dropout(F.relu(self.fc1(out)), self.dropout, self.training)
        out = F.dropout(F.relu(self.fc2(out)), self.dropout, self.training)
        return F.log_softmax(self.fc3(out), dim=1)


class LeNet(nn.Module):
    """Document 002, without the dictionary of shapes that its forward pass returns as well."""

    def __init__(self, classes=100):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, 5, 1, 0)
        self.conv2 = nn.Conv2d(6, 16, 5, 1, 0)
        self.flatten = nn.Flatten()
        self.linear1 = nn.Linear(400, 256)
        self.linear2 = nn.Linear(256, 128)
        self.linear3 = nn.Linear(128, classes)

    def forward(self, images):
        out = F.max_pool2d(F.relu(self.conv1(images)), 2, 2, 0)
        out = F.max_pool2d(F.relu(self.conv2(out)), 2, 2, 0)
        out = F.relu(self.linear1(self.flatten(out)))
        return self.linear3(F.relu(self.linear2(out)))


def fill_from_formula(model: nn.Module) -> None:
    """Every parameter from the formula under its own name, scaled so that signals keep their size.

    A weight of two axes or more lies in ±sqrt(3 / fan-in), which has the variance 1 / fan-in; a bias in ±0.1; the
    scale of a batch normalisation, a weight of one axis, in 1 ± 0.1.
    """
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.dim() > 1:
                fan_in = parameter[0].numel()
                parameter.copy_(formula.values(name, parameter.shape, math.sqrt(3 / fan_in)))
            elif name.endswith(".weight"):
                parameter.copy_(formula.values(name, parameter.shape, 0.1) + 1)
            else:
                parameter.copy_(formula.values(name, parameter.shape, 0.1))


def batch_from_formula(step: int, shape, classes: int):
    """A batch that can be learned: [batch, channels, height, width] and its labels.

    Half of it is a silhouette that every picture of the class shares, 7 to 8 blocks a side: pixel (y, x) is element
    (y / block, x / block) of the formula's `class/…`, block = height / 7. The other half is noise, new in every
    picture.
    """
    count, channels, height, width = shape
    labels = formula.labels(f"labels/{step}", count, classes)
    block = height // 7
    blocks = (channels, (height - 1) // block + 1, (width - 1) // block + 1)
    silhouettes = torch.stack([formula.values(f"class/{label}", blocks) for label in range(classes)])
    rows, columns = torch.arange(height) // block, torch.arange(width) // block
    pictures = silhouettes[labels][:, :, rows][:, :, :, columns]
    return (pictures + formula.values(f"images/{step}", shape)) * 0.5, labels
