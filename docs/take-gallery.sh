#!/usr/bin/env bash
# Takes the pictures of gallery.md: the real window, without a display. The graph wants the test images of CIFAR-10 for its accuracy.
#   docs/take-gallery.sh            draws docs/images/gallery
#   docs/take-gallery.sh FOLDER     draws every view light and dark into FOLDER, to look at
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=${1:-docs/images/gallery}
mkdir -p "$folder"

# picture NAME THEME NETWORK OPTION…
picture() {
  local name=$1 theme=$2 network=$3
  shift 3
  if [ "$folder" = docs/images/gallery ]; then
    ./filterscope snapshot "$network" "$folder/$name.png" --theme "$theme" --size 1280x800 "$@"
  else
    for theme in light dark; do
      ./filterscope snapshot "$network" "$folder/$name-$theme.png" --theme "$theme" --size 1280x800 "$@"
    done
  fi
}

picture filters light fashion-vgg --tab filters --layer conv3 --weight-bits 2 --group 8
picture scales dark fashion-vgg --tab scales --layer conv4 --weight-bits 1 --group 8
picture weights light fashion-vgg --tab weights --layer conv4 --weight-bits 3 --group 16
picture groups dark fashion-vgg --tab weights --every-group --layer conv4 --weight-bits 2 --group 8
picture layers light fashion-vgg --tab weights --every-layer --weight-bits 4 --group 8
picture activations dark fashion-vgg --tab activations --layer conv3 --weight-bits 2 --group 4
picture bits light fashion-vgg-xnor-g4 --tab bits --layer conv3
picture images dark fashion-vgg --tab images --weight-bits 2 --group 8
picture compare light fashion-vgg --tab compare --weight-bits 3 --group 8
picture trade-off dark fashion-vgg --tab trade-off --weight-bits 4 --group 8
picture table light fashion-vgg --table --weight-bits 3 --group 8
picture graph light cifar-resnet20-bwn-g8 --tab scales --graph
